namespace PatientFlow.Tools.Synapse;

/// <summary>What stands before any view: database, credential, data source. Each looks before it creates.</summary>
internal static class SetupScripts
{
    /// <summary>The database. A collation cannot be changed later, so a wrong one stops the run.</summary>
    public static string Database => $"""
        USE master;
        GO

        IF NOT EXISTS (SELECT 1 FROM sys.databases WHERE name = N'{SynapseNames.Database}')
            CREATE DATABASE {SynapseNames.Database} COLLATE {SynapseNames.Collation};
        GO

        IF EXISTS (
            SELECT 1 FROM sys.databases
            WHERE name = N'{SynapseNames.Database}' AND collation_name <> N'{SynapseNames.Collation}'
        )
            THROW 50001, N'{SynapseNames.Database} exists with another collation: text would break.', 1;
        GO

        """;

    /// <summary>The credential. Managed identity: there is nothing to keep secret, and nothing to rotate.</summary>
    public static string Credential => $"""
        {Use}
        -- A database scoped credential needs a master key. Without a password clause the service protects the key
        -- itself (the clause is optional in Azure Synapse: learn.microsoft.com, CREATE MASTER KEY). What it would
        -- encrypt is nothing here: a managed identity carries no secret.
        IF NOT EXISTS (SELECT 1 FROM sys.symmetric_keys WHERE name = N'##MS_DatabaseMasterKey##')
            CREATE MASTER KEY;
        GO

        IF NOT EXISTS (SELECT 1 FROM sys.database_scoped_credentials WHERE name = N'{SynapseNames.Credential}')
            CREATE DATABASE SCOPED CREDENTIAL {SynapseNames.Credential}
            WITH IDENTITY = 'Managed Identity';
        GO

        """;

    /// <summary>The data source, made anew only where the lake has moved: views name it and need no change.</summary>
    public static string DataSource => $"""
        {Use}
        IF EXISTS (
            SELECT 1 FROM sys.external_data_sources
            WHERE name = N'{SynapseNames.DataSource}' AND location <> N'{SynapseNames.LakeUrlVariable}'
        )
            DROP EXTERNAL DATA SOURCE {SynapseNames.DataSource};
        GO

        IF NOT EXISTS (SELECT 1 FROM sys.external_data_sources WHERE name = N'{SynapseNames.DataSource}')
            CREATE EXTERNAL DATA SOURCE {SynapseNames.DataSource}
            WITH (
                LOCATION = '{SynapseNames.LakeUrlVariable}',
                CREDENTIAL = {SynapseNames.Credential}
            );
        GO

        """;

    /// <summary>Goes to the database; each script is a session of its own.</summary>
    public static string Use => $"USE {SynapseNames.Database};\nGO\n";

    /// <summary>A schema, made once. CREATE SCHEMA must stand alone in its batch, hence EXEC.</summary>
    public static string Schema(string name) => $"""
        IF NOT EXISTS (SELECT 1 FROM sys.schemas WHERE name = N'{name}')
            EXEC (N'CREATE SCHEMA {name}');
        GO

        """;
}
