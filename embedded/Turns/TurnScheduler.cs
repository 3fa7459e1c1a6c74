namespace Orleans.Embedded;

/// <summary>
/// Where turns run: the one seam between the runtime and the threads of the process. Every turn of a grain, every
/// step of a stream agent and every other piece of the runtime's own work comes through here.
/// </summary>
/// <remarks>Register another one to run the whole silo on a seeded queue and virtual time.</remarks>
public abstract class TurnScheduler
{
    /// <summary>The scheduler that production uses.</summary>
    public static TurnScheduler ThreadPool { get; } = new ThreadPoolTurnScheduler();

    /// <summary>
    /// Whether a call on an idle grain may run at once on the caller's thread. It spares the queue and a thread
    /// switch; a scheduler that explores orders says no.
    /// </summary>
    public abstract bool RunsInline { get; }

    /// <summary>Runs the work item once, soon. The runtime never schedules an item again before it has run.</summary>
    public abstract void Schedule(IThreadPoolWorkItem turns);
}
