using Orleans.Concurrency;

namespace PatientFlow.Alerts;

/// <summary>Looks at the flow every few seconds, and says what a person should know. There is one.</summary>
[Alias("alerts")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    public const string Key = "alerts";

    /// <summary>The alerts now. The first call begins the looking.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<AlertsView> GetAsync();
}
