namespace PatientFlow.Flow.Bench;

/// <summary>A grain whose call costs what a call costs.</summary>
[Alias("bench-empty")]
public interface IEmptyGrain : IGrainWithIntegerKey
{
    /// <summary>Does nothing.</summary>
    [Alias("call")]
    Task CallAsync();
}
