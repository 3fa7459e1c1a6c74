using System.Globalization;
using System.Net;
using Npgsql;
using PatientFlow.CommandLine;
using PatientFlow.Silo.Clustering.Postgres;
using PatientFlow.Silo.Clustering.Tls;

namespace PatientFlow.Silo.Clustering;

/// <summary>The cluster that a silo belongs to, read from the environment and validated.</summary>
internal sealed record ClusterSettings
{
    private const string StorageVariable = "Cluster__Storage";
    private const string IdVariable = "Cluster__Id";
    private const string SiloVariable = "Cluster__Silo";
    private const string AddressVariable = "Cluster__Address";
    private const string SiloPortVariable = "Cluster__SiloPort";
    private const string GatewayPortVariable = "Cluster__GatewayPort";

    /// <summary>
    /// Where the silos find each other and keep the grains' state: the name of a storage account, opened with the
    /// identity of the process, or a connection string (for an emulator: UseDevelopmentStorage=true). All silos of a
    /// cluster use the same.
    /// </summary>
    public string Storage { get; init; } = "";

    /// <summary>
    /// The alternative on premises: a connection string of PostgreSQL in the form that Npgsql reads. It is a secret.
    /// Null if the cluster uses Azure storage.
    /// </summary>
    public string? Postgres { get; init; }

    /// <summary>Id of the cluster in its table of members. A cluster with another id uses the same state.</summary>
    public string Id { get; init; } = "patientflow";

    /// <summary>Name of this silo among the members; on Kubernetes, the pod.</summary>
    public string Silo { get; init; } = Environment.MachineName;

    /// <summary>
    /// Address at which other silos reach this one; null for the machine's first address that is not loopback.
    /// </summary>
    public IPAddress? Address { get; init; }

    /// <summary>Port for traffic between silos.</summary>
    public int SiloPort { get; init; } = 11_111;

    /// <summary>Port for Orleans clients. The API is not such a client, so nobody needs to reach it.</summary>
    public int GatewayPort { get; init; } = 30_000;

    /// <summary>
    /// How silos authenticate each other; null only if all of them are on one machine's loopback. Elsewhere it is
    /// required, because whoever reaches a silo's port can call its grains.
    /// </summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>
    /// Whether a <see cref="Storage"/> is a connection string, which is a secret, rather than an account's name.
    /// </summary>
    public static bool IsConnectionString(string storage) => storage.Contains('=', StringComparison.Ordinal);

    /// <summary>Returns the cluster that the environment defines; null if it defines none.</summary>
    /// <exception cref="CommandException">
    /// A variable cannot be used; the message names each and shows no secret.
    /// </exception>
    public static ClusterSettings? Read(Func<string, string?> variable)
    {
        var storage = variable(StorageVariable) ?? "";
        var postgres = variable(PostgresFault.Variable) is { Length: > 0 } server ? server : null;
        if (storage.Length == 0 && postgres is null) return null;
        var faults = new List<string>();
        if (storage.Length > 0 && postgres is not null)
            faults.Add($"{StorageVariable} and {PostgresFault.Variable} exclude each other");
        else if (postgres is not null && !IsServer(postgres))
            faults.Add($"{PostgresFault.Variable} is not a connection string of PostgreSQL that names Host, Database and Username");
        else if (postgres is null && !IsConnectionString(storage) && !IsAccount(storage))
            faults.Add($"{StorageVariable} is neither a connection string nor the name of a storage account");
        var address = variable(AddressVariable);
        IPAddress? parsed = null;
        if (address is { Length: > 0 } && !IPAddress.TryParse(address, out parsed))
            faults.Add($"{AddressVariable} is not an IP address: '{address}'");
        var tls = TlsSettings.Read(variable, faults);
        if (tls is null && faults.Count == 0 && (parsed is null || !IPAddress.IsLoopback(parsed)))
            faults.Add(
                $"silos that reach each other at {parsed?.ToString() ?? "this machine's address"} talk in TLS only: name the files in "
                + $"{TlsSettings.CertificateVariable}, {TlsSettings.KeyVariable} and {TlsSettings.AuthorityVariable}; "
                + $"silos on one machine need none with {AddressVariable}=127.0.0.1");
        var read = new ClusterSettings
        {
            Storage = storage,
            Postgres = postgres,
            Address = parsed,
            Tls = tls,
            SiloPort = Port(SiloPortVariable, 11_111),
            GatewayPort = Port(GatewayPortVariable, 30_000),
        };
        if (read.SiloPort == read.GatewayPort) faults.Add($"{SiloPortVariable} and {GatewayPortVariable} are the same");
        if (faults.Count > 0) throw new CommandException($"The cluster cannot be joined: {string.Join("; ", faults)}.");
        return read with
        {
            Id = variable(IdVariable) is { Length: > 0 } id ? id : read.Id,
            Silo = variable(SiloVariable) is { Length: > 0 } silo ? silo : read.Silo,
        };

        int Port(string name, int otherwise)
        {
            if (variable(name) is not { Length: > 0 } text) return otherwise;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port is >= 1 and <= 65_535)
                return port;
            faults.Add($"{name} must be 1 to 65535, not '{text}'");
            return otherwise;
        }
    }

    private static bool IsAccount(string storage) =>
        storage.Length is >= 3 and <= 24 && storage.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static bool IsServer(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0, Username.Length: > 0 };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false; // The message of the fault could quote the secret.
        }
    }
}
