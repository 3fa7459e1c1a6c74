using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Orleans.Configuration;
using Orleans.Connections.Security;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>TLS on every connection of a silo, with a certificate on both sides.</summary>
internal static class SiloTls
{
    /// <summary>Accepts only silos, and clients at the gateway, that present a certificate of the cluster.</summary>
    /// <exception cref="CommandException">
    /// When the host starts: the files cannot be used; the message says why.
    /// </exception>
    public static ISiloBuilder UseMutualTls(this ISiloBuilder silo, TlsSettings settings)
    {
        silo.Services.AddSingleton(p => new CurrentCertificate(
            settings, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SiloTls))));
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<CurrentCertificate, TimeProvider, ILoggerFactory>(
            (connections, certificate, time, logs) =>
            {
                var options = Options(certificate, settings.Name, time, logs.CreateLogger(typeof(SiloTls)));
                connections.ConfigureSiloInboundConnection(c => c.UseServerTls(options));
                connections.ConfigureGatewayInboundConnection(c => c.UseServerTls(options));
                connections.ConfigureSiloOutboundConnection(c => c.UseClientTls(options));
            });
        return silo;
    }

    /// <summary>Returns the options for a client of the cluster in another process.</summary>
    internal static TlsOptions Options(CurrentCertificate certificate, string name, TimeProvider time, ILogger log) => new()
    {
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,

        // The framework's own verdict is ignored: it knows neither the authority nor the name.
        RemoteCertificateValidation = (shown, chain, _) => IsOfTheCluster(certificate.Get(), shown, chain, time, log),

        // Orleans requires one of these to be set. The certificate that is sent, with its intermediates, is set below.
        LocalServerCertificateSelector = (_, _) => certificate.Get().Own,
        OnAuthenticateAsServer = (_, server) =>
        {
            server.ServerCertificateSelectionCallback = null;
            var options = (SslServerAuthenticationOptions)server.SslServerAuthenticationOptions;
            options.ServerCertificateContext = certificate.Get().Context;

            // A resumed session presents no certificate, so an expired one would still be accepted.
            options.AllowTlsResume = false;
        },
        OnAuthenticateAsClient = (_, client) =>
        {
            client.TargetHost = name;
            var options = (SslClientAuthenticationOptions)client.SslClientAuthenticationOptions;
            options.ClientCertificateContext = certificate.Get().Context;
            options.AllowTlsResume = false;
        },
    };

    private static bool IsOfTheCluster(
        SiloCertificate own, X509Certificate2 shown, X509Chain? chain, TimeProvider time, ILogger log)
    {
        if (own.WhyRefused(shown, chain?.ChainPolicy.ExtraStore ?? [], time) is not { } reason) return true;
        TlsLog.Refused(log, shown.Subject, reason);
        return false;
    }
}
