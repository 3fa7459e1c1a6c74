namespace PatientFlow.Tests.Cluster;

/// <summary>A silo that others would reach over a network does not start without a certificate that can be used.</summary>
public sealed class TlsRefusalTests
{
    [Fact]
    public async Task Off_loopback_a_silo_without_TLS_ends_and_says_what_it_needs()
    {
        var finished = await StartAsync(("Cluster__Address", "10.1.2.3"));
        Assert.Equal(2, finished.ExitCode);
        Assert.StartsWith("The cluster cannot be joined: silos that reach each other at 10.1.2.3 talk in TLS only", finished.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_there_ends_a_silo_before_anything_else()
    {
        var finished = await StartAsync(
            ("Cluster__Address", "10.1.2.3"), ("Cluster__TlsCertificate", "/nowhere/tls.crt"), ("Cluster__TlsAuthority", "/nowhere/ca.crt"));
        Assert.Equal(2, finished.ExitCode);
        Assert.StartsWith("/nowhere/tls.crt cannot be read", finished.Errors, StringComparison.Ordinal);
    }

    private static async Task<Finished> StartAsync(params (string Name, string Value)[] variables)
    {
        using var folder = new TestFolder();
        using var process = SiloProgram.Start(
            ["silo", "--data", folder["data"], "--brokers", "127.0.0.1:1", "--topic", "none"],
            variables.Append(("Cluster__Storage", "UseDevelopmentStorage=true")).ToDictionary());
        return await ChildProcess.FinishAsync(process);
    }
}
