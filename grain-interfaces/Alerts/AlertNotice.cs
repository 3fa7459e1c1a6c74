namespace PatientFlow.Alerts;

/// <summary>
/// Reports that an alert began or ended. It is delivered once, and repeated only if the answer was lost.
/// </summary>
[GenerateSerializer, Immutable, Alias("alert-notice")]
public sealed record AlertNotice
{
    /// <summary>The alert as it was at that time.</summary>
    [Id(0)] public required Alert Alert { get; init; }

    /// <summary>When the notice was created, UTC.</summary>
    [Id(1)] public required DateTime At { get; init; }

    /// <summary>Lets a receiver recognise a repetition.</summary>
    public string Id => $"{Alert.Id}-{Kind}";

    /// <summary><c>fired</c> or <c>cleared</c>.</summary>
    public string Kind => Alert.ClearedAt is null ? "fired" : "cleared";
}
