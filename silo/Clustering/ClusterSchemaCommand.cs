using System.CommandLine;
using PatientFlow.Silo.Clustering.Postgres;

namespace PatientFlow.Silo.Clustering;

/// <summary>
/// <c>cluster-schema</c>: prints the SQL that a silo runs in an empty PostgreSQL database, for operators who may not
/// let it do so.
/// </summary>
internal static class ClusterSchemaCommand
{
    public static Command Create()
    {
        var command = new Command(
            "cluster-schema",
            $"Print the SQL of a cluster's tables in PostgreSQL. A silo of {PostgresFault.Variable} makes them itself where "
            + "there are none; an administrator who does not let it runs this instead: psql --single-transaction.");
        command.SetAction(_ => Console.Out.Write(PostgresSchema.Script()));
        return command;
    }
}
