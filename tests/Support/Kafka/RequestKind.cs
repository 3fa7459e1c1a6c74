namespace PatientFlow.Tests.Support;

/// <summary>Requests of the protocol. Source: the Kafka protocol guide, "API keys".</summary>
internal enum RequestKind : short
{
    Produce = 0,
    Fetch = 1,
    ListOffsets = 2,
    Metadata = 3,
}
