using Amqp.Types;

namespace PatientFlow.Tests.Hub;

/// <summary>What is wrong with a hub now. A test sets it, the hub reads it at each request.</summary>
internal sealed class HubFaults
{
    private int busy;

    /// <summary>Requests to be answered with server-busy before one is not: links, batches and questions alike.</summary>
    public int Busy
    {
        get => Volatile.Read(ref busy);
        set => Volatile.Write(ref busy, value);
    }

    /// <summary>Why tokens are refused; null where they are taken.</summary>
    public string? TokenRefusal { get; set; }

    /// <summary>The condition that every new link is refused with; null where it is not.</summary>
    public Symbol? LinkRefusal { get; set; }

    /// <summary>How long each answer and each event takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether a request finds the hub busy, which then is so once less.</summary>
    public bool IsBusy()
    {
        if (Interlocked.Decrement(ref busy) >= 0) return true;
        Interlocked.Increment(ref busy);
        return false;
    }
}
