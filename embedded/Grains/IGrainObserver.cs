using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Marks an interface of objects that grains notify. No runtime support in one process: pass a grain.
/// </summary>
public interface IGrainObserver : IAddressable;
