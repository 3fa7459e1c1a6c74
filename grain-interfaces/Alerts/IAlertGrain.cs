using Orleans.Concurrency;
using PatientFlow.Calls;

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

    /// <summary>
    /// Tells a watcher of each look, for <see cref="CallTimeouts.WatchSeconds"/> from now or from its next call. Returns what
    /// the last look saw; null before the first.
    /// </summary>
    [AlwaysInterleave, Alias("watch")]
    Task<FlowSight?> WatchAsync(IFlowWatcher watcher);
}
