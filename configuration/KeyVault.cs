using System.Net;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using PatientFlow.CommandLine;

namespace PatientFlow.Configuration;

/// <summary>
/// If a variable names an Azure Key Vault, reads from it those of our secret variables that are not set, with the
/// identity that <see cref="DefaultAzureCredential"/> finds, so that no file or manifest needs to contain a secret.
/// </summary>
public static class KeyVault
{
    /// <summary>The variable that holds the connection string of a cluster's PostgreSQL.</summary>
    public const string PostgresVariable = "Cluster__Postgres";

    private const string VaultVariable = "KEY_VAULT_URL";

    /// <summary>
    /// The secret variables. In the vault <c>EVENTHUB_CONNECTION_STRING</c> is named eventhub-connection-string.
    /// </summary>
    private static readonly string[] Secrets =
        ["EVENTHUB_CONNECTION_STRING", "AZURE_STORAGE_KEY", "AZURE_STORAGE_SAS", "ALERT_WEBHOOK_SECRET", PostgresVariable];

    /// <summary>Sets the missing variables, for this process only. Call it before anything reads them.</summary>
    /// <exception cref="CommandException">The vault cannot be read.</exception>
    public static async Task FillEnvironmentAsync()
    {
        if (Environment.GetEnvironmentVariable(VaultVariable) is not { Length: > 0 } address) return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var vault) || vault.Scheme != Uri.UriSchemeHttps)
            throw new CommandException($"{VaultVariable} must be an https:// address, such as https://NAME.vault.azure.net.");
        // A vault must request tokens for its own domain; a local one, in tests, has no domain.
        var options = new SecretClientOptions { DisableChallengeResourceVerification = vault.IsLoopback };
        var client = new SecretClient(vault, new DefaultAzureCredential(), options);
        foreach (var name in Secrets.Where(n => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(n))))
            if (await ReadAsync(client, name) is { } secret) Environment.SetEnvironmentVariable(name, secret);
    }

    private static async Task<string?> ReadAsync(SecretClient client, string variable)
    {
        var name = variable.ToLowerInvariant().Replace('_', '-');
        try
        {
            return (await client.GetSecretAsync(name)).Value.Value;
        }
        catch (RequestFailedException fault) when (fault.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            var words = fault.Message.Split('\n')[0].TrimEnd();
            throw new CommandException($"The secret {name} cannot be read from {client.VaultUri.Host}: {words}");
        }
    }
}
