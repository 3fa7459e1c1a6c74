using System.Collections.Immutable;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>A caller, as the silo knows them.</summary>
internal sealed record MeView
{
    /// <summary>Who it is: the token's subject, or the id of the key.</summary>
    /// <example>operator</example>
    public required string Subject { get; init; }

    /// <summary>The program that asks on their behalf, as far as the token says; null if it does not.</summary>
    /// <example>patientflow-board</example>
    public required string? Client { get; init; }

    /// <summary>Their roles.</summary>
    /// <example>["clinician"]</example>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>What their roles allow: census, beds, patients, break_glass, set_beds, ingest, operations.</summary>
    /// <example>["census", "beds", "patients", "break_glass"]</example>
    public required ImmutableArray<string> Permissions { get; init; }

    /// <summary>Whether that is so in the whole network.</summary>
    /// <example>false</example>
    public required bool WholeNetwork { get; init; }

    /// <summary>Otherwise the numbers of the hospitals in which it is so.</summary>
    /// <example>[1]</example>
    public required ImmutableArray<int> Hospitals { get; init; }

    /// <summary>And the keys of departments beside these.</summary>
    /// <example>["H3-ICU"]</example>
    public required ImmutableArray<string> Departments { get; init; }

    /// <summary>Returns the view of a caller.</summary>
    public static MeView Of(Caller caller) => new()
    {
        Subject = caller.Subject,
        Client = caller.Client,
        Roles = [.. caller.Held.Order().Select(Security.Roles.NameOf)],
        Permissions = [.. Enum.GetValues<Permission>().Where(caller.May).Select(Security.Roles.NameOf)],
        WholeNetwork = caller.Scope.IsEverything,
        Hospitals = [.. caller.Scope.Hospitals.Order()],
        Departments = [.. caller.Scope.Departments.Order(StringComparer.Ordinal)],
    };
}
