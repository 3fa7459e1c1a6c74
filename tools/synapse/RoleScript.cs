namespace PatientFlow.Tools.Synapse;

/// <summary>Who may read what. Nobody is a member of a role by these scripts.</summary>
internal static class RoleScript
{
    private static readonly (string Role, string Purpose, string[] Schemas)[] Roles =
    [
        ("gold_reader", "reads Gold of all hospitals.", ["dbo"]),
        ("hospital_reader", "reads Gold of the hospitals whose role, such as hospital_3, it has too.", [HospitalViews.Schema]),
        ("layer_reader", "reads Silver, Bronze and quarantine: all that producers sent.", ["silver", "bronze"]),
    ];

    /// <summary>The role that reads who saw what, which is made only where there is such a table.</summary>
    public static IEnumerable<string> Auditor => Part(("auditor", "reads who saw what of which patient.", ["audit"]));

    /// <summary>Roles and grants, in batches.</summary>
    public static IEnumerable<string> Parts => [SetupScripts.Use, .. Roles.SelectMany(Part)];

    private static IEnumerable<string> Part((string Role, string Purpose, string[] Schemas) role) =>
    [
        $"""
        -- {role.Role}: {role.Purpose}
        IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'{role.Role}' AND type = 'R')
            CREATE ROLE {role.Role};
        GO

        """,
        .. role.Schemas.Select(s => $"GRANT SELECT ON SCHEMA::{s} TO {role.Role};\nGO\n"),
        $"GRANT REFERENCES ON DATABASE SCOPED CREDENTIAL::{SynapseNames.Credential} TO {role.Role};\nGO\n",
        $"GRANT ADMINISTER DATABASE BULK OPERATIONS TO {role.Role};\nGO\n",
    ];
}
