namespace PatientFlow.Silo.Feed;

/// <summary>What a client is sent.</summary>
/// <param name="Frame">The frame that it then has.</param>
/// <param name="Text">The message, UTF-8; empty if nothing that the client sees has changed.</param>
internal sealed record FeedMessage(long Frame, ReadOnlyMemory<byte> Text);
