namespace Orleans;

/// <summary>The way in for code that is no grain. In one process it is the factory itself.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the process.</summary>
    IServiceProvider ServiceProvider { get; }
}
