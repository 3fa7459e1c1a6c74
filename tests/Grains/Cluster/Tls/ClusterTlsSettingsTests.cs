using PatientFlow.CommandLine;
using PatientFlow.Silo.Clustering;

namespace PatientFlow.Tests.Cluster.Tls;

/// <summary>Off loopback there is no cluster without TLS.</summary>
public sealed class ClusterTlsSettingsTests
{
    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("fd00::7")]
    [InlineData("")]
    public void A_silo_that_others_reach_over_a_network_refuses_to_go_without_TLS(string address)
    {
        var refusal = Assert.Throws<CommandException>(() => Read(("Cluster__Address", address)));
        Assert.Contains("talk in TLS only", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Cluster__TlsCertificate", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Silos_on_one_machines_loopback_need_none(string address) =>
        Assert.Null(Read(("Cluster__Address", address))?.Tls);

    [Fact]
    public void The_key_may_be_in_the_file_of_the_certificate()
    {
        var tls = Read(("Cluster__TlsCertificate", "/tls/all.pem"), ("Cluster__TlsAuthority", "/tls/ca.crt"))?.Tls;
        Assert.Equal(("/tls/all.pem", "/tls/all.pem", "patientflow"), (tls?.CertificateFile, tls?.KeyFile, tls?.Name));
    }

    [Fact]
    public void A_certificate_without_an_authority_is_half_a_setting()
    {
        var refusal = Assert.Throws<CommandException>(() => Read(("Cluster__TlsCertificate", "/tls/tls.crt"), ("Cluster__Address", "127.0.0.1")));
        Assert.Contains("both Cluster__TlsCertificate and Cluster__TlsAuthority", refusal.Message, StringComparison.Ordinal);
    }

    private static ClusterSettings? Read(params (string Name, string Value)[] variables) => ClusterSettings.Read(name =>
        name == "Cluster__Storage" ? "hospital" : variables.FirstOrDefault(v => v.Name == name).Value);
}
