namespace Orleans.Runtime;

/// <summary>A timer of an activation. It ends with the activation at the latest.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when the next tick is due, and the time from the end of a tick to the next.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
