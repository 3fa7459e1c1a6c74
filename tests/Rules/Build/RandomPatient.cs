using PatientFlow.Events;

namespace PatientFlow.Tests.Build;

/// <summary>Turns the numbers of a script into events of one patient, many of them late, wrong or out of order.</summary>
internal static class RandomPatient
{
    private static readonly string[] Beds = ["H3-ICU-7", "H3-ICU-8", "H3-SUR-1", "H5-CAR-4", "H3-ICU-99", "nowhere"];
    private static readonly string?[] Genders = [null, null, "Male", "Female"];
    private static readonly string?[] Insurances = [null, "Private", "Medicare"];
    private static readonly DateTime Begin = SentEvent.Time("00:00");

    /// <summary>One event a step, in the log's order, over the given number of partitions.</summary>
    public static PatientEvent[] Events(int[] steps, int partitions = 1, string patient = "P1")
    {
        var offsets = new long[partitions];
        return [.. steps.Select((step, index) =>
        {
            var partition = Gens.Pick(step, 20 + index, partitions);
            return Event(step, index, patient).Clean(partition, offsets[partition]++);
        })];
    }

    private static SentEvent Event(int step, int index, string patient)
    {
        int Pick(int salt, int count) => Gens.Pick(step, (index * 100) + salt, count);
        var late = Pick(1, 4) == 0 ? Pick(2, 90) : Pick(16, 20) == 0 ? 900 : 0;
        var at = Begin.AddMinutes((index * 10) - late);
        var sent = Pick(3, 12) switch
        {
            < 3 => SentEvent.Of("ADMISSION", patient).Admitted(Iso(at.AddMinutes(-Pick(4, 30)))),
            < 6 => SentEvent.Of("TRANSFER", patient),
            < 9 => SentEvent.Of("DISCHARGE", patient).Discharged(Iso(at.AddMinutes(-Pick(4, 60))))
                .Admitted(Pick(5, 2) == 0 ? null : Iso(at.AddMinutes(-Pick(6, 90))))
                .With("discharge_status", Pick(7, 4) == 0 ? "Deceased" : "Discharged-Home"),
            9 => SentEvent.Of("UPDATE", patient),
            10 => SentEvent.Of("VITALS", patient).With("vitals", new { heart_rate = 60 + Pick(8, 40), temperature_f = 98.1 }),
            _ => SentEvent.Of("REGISTRATION", patient),
        };
        if (Pick(9, 12) == 0) sent = sent.Admitted("2030-01-01T00:00:00");
        if (Pick(10, 3) > 0) sent = Place(sent, Beds[Pick(11, Beds.Length)], Pick(12, 5));
        return sent.Id($"{patient}-{index}").At(Iso(at))
            .Person(Genders[Pick(13, Genders.Length)], Pick(14, 4) switch { 0 => null, 1 => 125, var n => 38 + n }, Insurances[Pick(15, 3)]);
    }

    private static SentEvent Place(SentEvent sent, string bed, int department) =>
        (Networks.Seed.FindBed(bed) is null ? sent.With("bed_id", bed) : sent.In(bed))
        .With("department", department switch { 0 => null, 1 => "Attic", 2 => "icu", _ => Networks.Seed.FindBed(bed)?.Department });

    private static string Iso(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss");
}
