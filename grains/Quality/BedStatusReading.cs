using System.Collections.Frozen;
using PatientFlow.Events;
using PatientFlow.Network;

namespace PatientFlow.Quality;

/// <summary>Reads what an event declares of a bed.</summary>
public static class BedStatusReading
{
    private static readonly FrozenDictionary<string, BedStatus> Statuses = Enum.GetValues<BedStatus>()
        .Where(s => s is not (BedStatus.Unknown or BedStatus.Occupied)).ToFrozenDictionary(Name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, CleaningStage> Stages = Enum.GetValues<CleaningStage>()
        .Where(s => s != CleaningStage.None).ToFrozenDictionary(s => Name(s) ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>The states that can be declared, as the wire spells them.</summary>
    public static string Names { get; } = string.Join(", ", Statuses.OrderBy(s => s.Value).Select(s => s.Key));

    /// <summary>The stages, as the wire spells them.</summary>
    public static string StageNames { get; } = string.Join(", ", Stages.OrderBy(s => s.Value).Select(s => s.Key));

    /// <summary>Returns what is declared; null if the bed or the status is unknown.</summary>
    /// <param name="wire">An event of kind <see cref="EventKind.BedStatus"/>.</param>
    /// <param name="network">The beds that exist.</param>
    public static BedStatusChange? Read(in WireEvent wire, NetworkMap network)
    {
        if (Status(wire) is not { } status || wire.BedId is null || network.FindBed(wire.BedId) is not { } bed) return null;
        return new BedStatusChange
        {
            BedId = bed.BedId,
            DepartmentKey = bed.DepartmentKey,
            Status = status,
            Stage = status == BedStatus.Dirty ? Stage(wire.Bed?.Stage) ?? CleaningStage.Dirty : CleaningStage.None,
            Reason = wire.Bed?.Reason,
            Until = wire.Bed?.Until,
            ReservedFor = status == BedStatus.Reserved && wire.Bed?.ReservedFor is { } id && WireReader.IsId(id) ? id : null,
        };
    }

    /// <summary>What was odd about the fields of a bed, as flags.</summary>
    public static ExtraFlags Flags(in WireEvent wire)
    {
        if (wire.Bed is not { } bed) return ExtraFlags.None;
        var isMalformed = bed.Odd.Malformed || (bed.Stage is not null && Stage(bed.Stage) is null)
            || (bed.ReservedFor is { } id && !WireReader.IsId(id));
        return (isMalformed ? ExtraFlags.MalformedField : 0)
            | (bed.Odd.NumberAsText ? ExtraFlags.NumberAsText : 0)
            | (bed.Odd.IdTrimmed ? ExtraFlags.IdTrimmed : 0)
            | (bed.Odd.TextCleaned ? ExtraFlags.TextCleaned : 0);
    }

    /// <summary>The state as the wire spells it.</summary>
    public static string Name(BedStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>The stage as the wire spells it; null for none.</summary>
    public static string? Name(CleaningStage stage) => stage switch
    {
        CleaningStage.None => null,
        CleaningStage.InProgress => "in_progress",
        _ => stage.ToString().ToLowerInvariant(),
    };

    /// <summary>Returns the state that an event declares; null if it is none.</summary>
    public static BedStatus? Status(in WireEvent wire) =>
        wire.Bed?.Status is { } sent && Statuses.TryGetValue(sent, out var status) ? status : null;

    private static CleaningStage? Stage(string? sent) =>
        sent is not null && Stages.TryGetValue(sent, out var stage) ? stage : null;
}
