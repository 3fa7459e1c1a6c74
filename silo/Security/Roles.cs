using System.Collections.Frozen;
using System.Text.Json;

namespace PatientFlow.Silo.Security;

/// <summary>What each role may do: the least that its work needs (HIPAA's minimum necessary, 45 CFR 164.502(b)).</summary>
internal static class Roles
{
    private static readonly FrozenDictionary<Role, Permission[]> Permissions = new Dictionary<Role, Permission[]>
    {
        [Role.BedManager] =
        [
            Permission.Census, Permission.Beds, Permission.Patients, Permission.BreakGlass, Permission.SetBeds, Permission.MovePatients,
        ],
        [Role.Clinician] = [Permission.Census, Permission.Beds, Permission.Patients, Permission.BreakGlass],
        [Role.Housekeeping] = [Permission.Census, Permission.Beds, Permission.SetBeds],
        [Role.Ingest] = [Permission.Ingest],
        [Role.Analyst] = [Permission.Census, Permission.Operations],
        [Role.Auditor] = [Permission.Census, Permission.Operations],
        [Role.Admin] = [Permission.Census, Permission.Beds, Permission.SetBeds, Permission.Ingest, Permission.Operations],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Role> ByName =
        Enum.GetValues<Role>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>All names, for the help of commands.</summary>
    public static IEnumerable<string> Names => Enum.GetValues<Role>().Select(NameOf);

    /// <summary>Returns its name in tokens and keys, such as <c>bed_manager</c>.</summary>
    public static string NameOf(Role role) => JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString());

    /// <summary>Returns the name of a permission, such as <c>set_beds</c>.</summary>
    public static string NameOf(Permission permission) => JsonNamingPolicy.SnakeCaseLower.ConvertName(permission.ToString());

    /// <summary>Returns the role of a name; null for none, so that a token of other applications' roles is no error.</summary>
    public static Role? Of(string name) => ByName.TryGetValue(name, out var role) ? role : null;

    /// <summary>Whether a role may do something.</summary>
    public static bool May(Role role, Permission permission) => Permissions[role].Contains(permission);
}
