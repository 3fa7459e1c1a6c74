using Orleans.Concurrency;

namespace PatientFlow.Alerts;

/// <summary>Is told what each look at the flow showed.</summary>
[Alias("flow-watcher")]
public interface IFlowWatcher : IGrainObserver
{
    /// <summary>What the last look showed. May be lost, so the watcher comes again.</summary>
    [OneWay, Alias("seen")]
    Task SeenAsync(FlowSight sight);
}
