using PatientFlow.Network;

namespace PatientFlow.Silo.Security;

/// <summary>
/// The network as a caller may know it: only their part of it. Handlers look places up here, so none has to think of who
/// asks. Owned by: one request.
/// </summary>
internal sealed class SeenNetwork(NetworkMap network, Caller caller)
{
    /// <summary>Departments, ordered by hospital, then as in the file.</summary>
    public IEnumerable<DepartmentUnit> Units => network.Units.Where(caller.Sees);

    /// <summary>Returns a department by its key; null if there is none here.</summary>
    public DepartmentUnit? Find(string key) => Seen(network.Find(key));

    /// <summary>Returns a department by its surrogate key; null if there is none here.</summary>
    public DepartmentUnit? Find(long departmentSk) => Seen(network.Find(departmentSk));

    /// <summary>Returns a bed by its id, in any case; null if there is none here.</summary>
    public BedAddress? FindBed(string bedId) =>
        network.FindBed(bedId) is { } bed && caller.Scope.Has(bed.HospitalId, bed.DepartmentKey) ? bed : null;

    private DepartmentUnit? Seen(DepartmentUnit? unit) => unit is not null && caller.Sees(unit) ? unit : null;
}
