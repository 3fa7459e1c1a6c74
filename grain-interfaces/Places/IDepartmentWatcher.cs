using Orleans.Concurrency;

namespace PatientFlow.Places;

/// <summary>Is told when something changes in a department.</summary>
[Alias("department-watcher")]
public interface IDepartmentWatcher : IGrainObserver
{
    /// <summary>How it is now; several changes at once are told together. May be lost, so the watcher comes again.</summary>
    [OneWay, Alias("changed")]
    Task ChangedAsync(DepartmentSight sight);
}
