using Orleans.Concurrency;

namespace PatientFlow.Alerts;

/// <summary>Checks the flow every few seconds and reports what a person should know. There is only one.</summary>
[Alias("alerts")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>Key of the only alert grain.</summary>
    public const string Key = "alerts";

    /// <summary>Returns the alerts. The first call starts the checks.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<AlertsView> GetAsync();
}
