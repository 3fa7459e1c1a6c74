using System.Collections.Immutable;
using PatientFlow.Network;
using PatientFlow.Patients;

namespace PatientFlow.Silo.Security;

/// <summary>Who asks, and what they may: decided once from a token or key. Immutable.</summary>
/// <param name="Subject">Who it is: the token's subject, or the key's id. It is in the audit record.</param>
/// <param name="Client">The program that asks on their behalf, as far as the token says; null if it does not.</param>
/// <param name="Held">Their roles.</param>
/// <param name="Scope">The part of the network that the roles are for.</param>
internal sealed record Caller(string Subject, string? Client, ImmutableHashSet<Role> Held, Scope Scope)
{
    /// <summary>Whether one of their roles may do something.</summary>
    public bool May(Permission permission) => Held.Any(role => Roles.May(role, permission));

    /// <summary>Whether they may know of a department.</summary>
    public bool Sees(DepartmentUnit unit) => Scope.Has(unit);

    /// <summary>
    /// Whether they may know of a patient: one who is in their part of the network, or was there when last in. A patient
    /// whose place is not known is for those who see all.
    /// </summary>
    public bool Sees(PatientSnapshot patient) =>
        Scope.IsEverything || (patient.Stays is [.., { } last] && Scope.Has(last.Place.HospitalId, last.Place.DepartmentKey));
}
