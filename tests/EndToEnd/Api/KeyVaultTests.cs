namespace PatientFlow.Tests.Api;

/// <summary>Secrets come from a vault, over TLS and with an identity's token, and appear nowhere.</summary>
public sealed class KeyVaultTests
{
    [Fact]
    public async Task A_secret_of_the_vault_signs_alerts_and_stands_in_no_word_of_the_silo()
    {
        using var folder = new TestFolder();
        await using var vault = await Vault.StartAsync(folder);
        await using var receiver = await AlertReceiver.StartAsync(refusals: 0);
        vault.Secrets["alert-webhook-secret"] = receiver.Secret;
        await using var silo = await RunningSilo.StartAsync(
            folder["data"], vault.Environment, "--webhook", receiver.Url, "--alert-hold", "0", "--alert-occupancy", "1,99");
        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        while (receiver.Received.Count == 0) await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal(0, receiver.Forged);
        Assert.Equal(
            ["alert-webhook-secret", "azure-storage-key", "azure-storage-sas", "cluster--postgres", "eventhub-connection-string"],
            vault.Asked.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(receiver.Secret, silo.Console, StringComparison.Ordinal);
        Assert.Equal(0, await silo.StopAsync());
    }

    [Fact]
    public async Task A_variable_that_is_set_is_not_asked_for()
    {
        using var folder = new TestFolder();
        await using var vault = await Vault.StartAsync(folder);
        var environment = new Dictionary<string, string>(vault.Environment) { ["AZURE_STORAGE_KEY"] = "c2VjcmV0" };
        await using var silo = await RunningSilo.StartAsync(folder["data"], environment);
        Assert.DoesNotContain("azure-storage-key", vault.Asked);
        Assert.Contains("azure-storage-sas", vault.Asked);
    }

    [Theory]
    [InlineData("http://vault.example", "must be an https:// address")]
    [InlineData("https://127.0.0.1:1", "cannot be read from 127.0.0.1")]
    public async Task A_vault_that_cannot_be_read_ends_the_program_in_words(string address, string reason)
    {
        using var folder = new TestFolder();
        await using var vault = await Vault.StartAsync(folder);
        var environment = new Dictionary<string, string>(vault.Environment) { ["KEY_VAULT_URL"] = address };
        using var process = SiloProgram.Start(["silo", "--data", folder["data"], "--url", "http://127.0.0.1:0"], environment);
        var run = await ChildProcess.FinishAsync(process);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_asks_no_vault()
    {
        var environment = new Dictionary<string, string> { ["KEY_VAULT_URL"] = "https://127.0.0.1:1" };
        using var process = SiloProgram.Start(["silo", "--help"], environment);
        var run = await ChildProcess.FinishAsync(process);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }
}
