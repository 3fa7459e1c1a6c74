using System.Net.Sockets;
using Npgsql;
using PatientFlow.Configuration;

namespace PatientFlow.Silo.Clustering.Postgres;

/// <summary>Describes a fault of the server to whoever can fix it, without the password.</summary>
internal static class PostgresFault
{
    /// <summary>Environment variable that names the server.</summary>
    public const string Variable = KeyVault.PostgresVariable;

    /// <summary>Describes a fault; null if it is not the server's.</summary>
    public static string? Explain(Exception fault, NpgsqlConnectionStringBuilder address) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"PostgreSQL at {Place(address)} refuses the user {address.Username}: wrong name or password in {Variable}, or its "
            + "pg_hba.conf lets nobody in from here.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            $"PostgreSQL at {Place(address)} has no database {address.Database}: CREATE DATABASE it, or name another in {Variable}.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName } refused =>
            $"The user {address.Username} may not make the cluster's tables in the database {address.Database} "
            + $"({refused.MessageText}): GRANT CREATE ON SCHEMA to it, or let an administrator run what "
            + "./run cluster-schema prints.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
            $"PostgreSQL at {Place(address)} has no connection left: raise its max_connections, or set Maximum Pool Size in {Variable}.",
        PostgresException other => $"PostgreSQL at {Place(address)} answers {other.SqlState}: {other.MessageText}.",
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } =>
            $"PostgreSQL at {Place(address)} does not answer ({fault.InnerException.Message}): is it running, and is "
            + $"{Variable} right?",
        NpgsqlException => $"PostgreSQL at {Place(address)} cannot be used: {fault.Message}",
        TimeoutException or SocketException =>
            $"PostgreSQL at {Place(address)} does not answer ({fault.Message}): is it running, and is {Variable} right?",
        _ => null,
    };

    private static string Place(NpgsqlConnectionStringBuilder address) => $"{address.Host}:{address.Port}";
}
