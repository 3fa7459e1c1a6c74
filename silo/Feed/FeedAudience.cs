using System.Globalization;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Feed;

/// <summary>What one client may see and asks for. Clients with equal names are told the same, so it is written once.</summary>
internal sealed class FeedAudience
{
    private readonly Caller caller;
    private readonly int? hospital;
    private readonly string? department;

    /// <summary>Creates it from who asks and for what.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="kinds">What for.</param>
    /// <param name="hospital">Only of this hospital; null for all.</param>
    /// <param name="department">Only of this department, by key; null for all.</param>
    public FeedAudience(Caller caller, FeedKind kinds, int? hospital, string? department)
    {
        (this.caller, this.hospital, this.department) = (caller, hospital, department);
        Kinds = caller.May(Permission.Beds) ? kinds : kinds & ~FeedKind.Beds;
        var scope = caller.Scope;
        Name = string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)Kinds}|{caller.May(Permission.Operations)}|{hospital}|{department}|{scope.IsEverything}|"
            + $"{string.Join(',', scope.Hospitals.Order())}|{string.Join(',', scope.Departments.Order(StringComparer.Ordinal))}");
    }

    /// <summary>What it is told of.</summary>
    public FeedKind Kinds { get; }

    /// <summary>Equal for two that are told the same.</summary>
    public string Name { get; }

    /// <summary>Whether it is told of something.</summary>
    public bool Sees(FeedItem item)
    {
        if (!Kinds.HasFlag(item.Kind)) return false;
        if (item.Kind == FeedKind.Freshness) return true;
        if (item.DepartmentKey is null) return caller.May(Permission.Operations);
        return caller.Scope.Has(item.HospitalId, item.DepartmentKey)
            && (hospital is null || hospital == item.HospitalId) && (department is null || department == item.DepartmentKey);
    }
}
