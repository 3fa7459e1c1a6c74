namespace PatientFlow.Alerts;

/// <summary>The word that an alert began, or is over: to be told once, and repeated only where the answer got lost.</summary>
[GenerateSerializer, Immutable, Alias("alert-notice")]
public sealed record AlertNotice
{
    /// <summary>The alert as it was then.</summary>
    [Id(0)] public required Alert Alert { get; init; }

    /// <summary>When it came up, UTC.</summary>
    [Id(1)] public required DateTime At { get; init; }

    /// <summary>By this a receiver knows a repetition.</summary>
    public string Id => $"{Alert.Id}-{Kind}";

    /// <summary><c>fired</c> or <c>cleared</c>.</summary>
    public string Kind => Alert.ClearedAt is null ? "fired" : "cleared";
}
