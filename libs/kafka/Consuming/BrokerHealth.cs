using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Kafka.Consuming;

/// <summary>Whether the brokers answer; says so in the log when it changes, not with each attempt.</summary>
internal sealed class BrokerHealth(string address, ILogger log)
{
    private readonly Lock gate = new();
    private string? trouble;

    /// <summary>Why no broker answers; null where one does.</summary>
    public string? Trouble
    {
        get { lock (gate) return trouble; }
    }

    /// <summary>The latest thing that went wrong, whether it still is or not.</summary>
    public string? LastError { get; private set; }

    /// <summary>librdkafka reports an error; it goes on by itself.</summary>
    public void Failed(Error error)
    {
        // "All brokers are down" follows the error that says why.
        var known = LastError;
        if (error.Code is not ErrorCode.Local_AllBrokersDown) LastError = error.Reason;
        if (error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl)
            Fails(known ?? error.Reason);
    }

    /// <summary>A request was not answered.</summary>
    public void Fails(string reason)
    {
        lock (gate)
        {
            if (trouble is null) TopicLog.Lost(log, address, reason);
            trouble = reason;
        }
    }

    /// <summary>A broker has answered.</summary>
    public void Answered()
    {
        lock (gate)
        {
            if (trouble is not null) TopicLog.Regained(log, address);
            trouble = null;
        }
    }
}
