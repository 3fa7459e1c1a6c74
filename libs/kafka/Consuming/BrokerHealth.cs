using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Kafka.Consuming;

/// <summary>Tracks whether the brokers answer. It logs only changes, not every attempt.</summary>
internal sealed class BrokerHealth(string address, ILogger log)
{
    private readonly Lock gate = new();
    private string? trouble;

    /// <summary>Why no broker answers; null if one does.</summary>
    public string? Trouble
    {
        get { lock (gate) return trouble; }
    }

    /// <summary>The most recent error, even if it has passed.</summary>
    public string? LastError { get; private set; }

    /// <summary>Notes an error reported by librdkafka, which continues by itself.</summary>
    public void Failed(Error error)
    {
        // "All brokers are down" comes after the error that explains it.
        var known = LastError;
        if (error.Code is not ErrorCode.Local_AllBrokersDown) LastError = error.Reason;
        if (error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl)
            Fails(known ?? error.Reason);
    }

    /// <summary>Notes that a request was not answered.</summary>
    public void Fails(string reason)
    {
        lock (gate)
        {
            if (trouble is null) TopicLog.Lost(log, address, reason);
            trouble = reason;
        }
    }

    /// <summary>Notes that a broker has answered.</summary>
    public void Answered()
    {
        lock (gate)
        {
            if (trouble is not null) TopicLog.Regained(log, address);
            trouble = null;
        }
    }
}
