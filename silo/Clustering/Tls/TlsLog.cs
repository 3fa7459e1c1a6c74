namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>Log messages about TLS between silos.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(340, LogLevel.Information, "TLS between silos: the certificate is valid until {NotAfter:u}.")]
    internal static partial void Loaded(ILogger logger, DateTime notAfter);

    [LoggerMessage(341, LogLevel.Warning, "TLS between silos: the new certificate cannot be used, the old one stays. {Reason}")]
    internal static partial void NotRenewed(ILogger logger, string reason);

    [LoggerMessage(342, LogLevel.Warning, "TLS between silos: {Peer} is refused: {Reason}.")]
    internal static partial void Refused(ILogger logger, string peer, string reason);
}
