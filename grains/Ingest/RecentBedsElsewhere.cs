using System.Collections.Immutable;

namespace PatientFlow.Ingest;

/// <summary>
/// Beds that events of one partition lately named although they belong elsewhere. Owned by: the ingest grain's turn.
/// </summary>
public sealed class RecentBedsElsewhere
{
    /// <summary>Number of beds that are kept; beyond it the one named longest ago is dropped.</summary>
    public const int BedsMax = 64;

    /// <summary>How long a bed is kept: long enough for a person to see the alert, and to correct the patient's place.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly List<MisplacedBed> beds = []; // The one named longest ago first.

    /// <summary>Notes a bed.</summary>
    public void Add(MisplacedBed bed)
    {
        beds.RemoveAll(b => b.BedId == bed.BedId);
        if (beds.Count == BedsMax) beds.RemoveAt(0);
        beds.Add(bed);
    }

    /// <summary>Returns the beds that were named within the window before a time, UTC.</summary>
    public ImmutableArray<MisplacedBed> At(DateTime now)
    {
        beds.RemoveAll(b => now - b.At > Window);
        return [.. beds];
    }
}
