namespace PatientFlow.Tests.Kpi;

/// <summary>A stay as plain reading of the raw events gives it.</summary>
internal sealed class RawStay
{
    public required string Patient { get; init; }

    public required DateTime From { get; init; }

    public DateTime? To { get; set; }

    public required string? Priority { get; init; }

    public required DateTime? Expected { get; init; }

    public string? Diagnosis { get; set; }

    /// <summary>Since when the patient was in which department, in order.</summary>
    public required List<(DateTime At, string Department)> Places { get; init; }

    public string First => Places[0].Department;

    public string Last => Places[^1].Department;

    public double Hours => To is { } to ? (to - From).TotalHours : throw new InvalidOperationException("It lasts.");

    /// <summary>Department and interval of each part; the end is null where it lasts.</summary>
    public IEnumerable<(string Department, DateTime From, DateTime? To)> Parts()
    {
        for (var i = 0; i < Places.Count; i++)
        {
            var end = i + 1 < Places.Count ? Places[i + 1].At : To;
            yield return (Places[i].Department, Places[i].At, end < Places[i].At ? Places[i].At : end);
        }
    }

    /// <summary>Whether the patient is in the department at an instant; who leaves then is not.</summary>
    public bool IsIn(string department, DateTime at) =>
        Parts().Any(p => p.Department == department && p.From <= at && (p.To is not { } to || to > at));
}
