using PatientFlow.Patients;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>
/// <c>POST /api/v1/beds/{id}/swap</c>: two patients change beds (HL7 A17). It becomes two transfers of one event time, each
/// in the partition of its patient (docs/beds.md).
/// </summary>
internal static class BedSwapApi
{
    // The events' ids are two characters longer.
    private const int SwapIdMax = AskedId.CharsMax - 2;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/beds/{id}/swap", PostAsync).Named("swap_beds", Subjects.Places).For(Permission.MovePatients)
            .Answers<BedSwapAnswerView>(400, 404, 409, 415, 503).Audited();

    /// <summary>Two patients change beds.</summary>
    /// <remarks>
    /// It becomes two `TRANSFER` events of one time, and is answered when both are durable. After a 503, or without an answer,
    /// one of them may be in the log: send the same again, with the same `swap_id` and `at`.
    /// </remarks>
    internal static async Task<IResult> PostAsync(
        [ParameterWords("Id of the bed, in any case.", "H3-ICU-7")] string id,
        BedSwapRequest body, HttpContext http, PatientAccess access, SeenNetwork seen, IGrainFactory grains, TimeProvider time)
    {
        if (seen.FindBed(id) is not { } bed || seen.FindBed(body.WithBedId) is not { } other) return Problems.NotFound("bed");
        var now = time.GetUtcNow();
        var (swapId, at) = (body.SwapId ?? Guid.CreateVersion7(now).ToString(), (body.At ?? now).UtcDateTime);
        if (bed == other || body.PatientId == body.WithPatientId || at > now.UtcDateTime
            || !AskedId.IsPossible(swapId) || swapId.Length > SwapIdMax)
            return Problems.NoQuery(
                $"Two patients change two beds, at a time that is not in the future; swap_id has at most {SwapIdMax} characters.");
        if (http.RequestServices.GetService<EventReception>() is not { } reception)
            return Results.Problem(
                "This silo reads its events from a topic or hub. Send two TRANSFER events of one time there.",
                statusCode: StatusCodes.Status409Conflict, title: "Events go elsewhere");

        SwapTransfer[] transfers =
        [
            new($"{swapId}-1", body.PatientId, bed, other, at), new($"{swapId}-2", body.WithPatientId, other, bed, at),
        ];
        foreach (var transfer in transfers)
        {
            if (!AskedId.IsPossible(transfer.PatientId)) return Problems.NotFound("patient");
            var patient = grains.GetGrain<IPatientGrain>(transfer.PatientId);
            if (await patient.GetAsync() is not { } known || !await access.MaySeeAsync(transfer.PatientId, known))
                return Problems.NotFound("patient");
            if (!await transfer.IsPossibleAsync(known, patient))
                return Results.Problem(
                    "A patient is not in the bed that was named, or came there only after that time.",
                    statusCode: StatusCodes.Status409Conflict, title: "Not in these beds");
        }

        try
        {
            var verdicts = await reception.TakeAsync([.. transfers.Select(t => t.ToPayload())], findDuplicates: true, http.RequestAborted);
            return Results.Ok(new BedSwapAnswerView(swapId, at, [.. transfers.Zip(verdicts, Told)]));
        }
        catch (IntakeClosedException closed)
        {
            return Problems.NoEventsNow(http, $"It may be half done: {closed.Message}. Send it again later, with the same swap_id and at.");
        }
    }

    private static SwapTransferView Told(SwapTransfer transfer, EventVerdict verdict) => new(
        transfer.EventId, transfer.To.BedId, verdict.IsDuplicate ? "duplicate" : "accepted", verdict.Position.Partition,
        verdict.Position.Offset);
}
