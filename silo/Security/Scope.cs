using System.Collections.Immutable;
using System.Globalization;
using PatientFlow.Network;

namespace PatientFlow.Silo.Security;

/// <summary>The part of the network that somebody works in: whole hospitals, single departments, or all.</summary>
internal sealed record Scope
{
    /// <summary>The claim that means all, in place of a hospital's number.</summary>
    public const string All = "*";

    /// <summary>The whole network.</summary>
    public static Scope Everything { get; } = new() { IsEverything = true };

    /// <summary>Nothing: what a token without such claims has.</summary>
    public static Scope Nothing { get; } = new();

    /// <summary>Whether it is the whole network.</summary>
    public bool IsEverything { get; private init; }

    /// <summary>Numbers of hospitals.</summary>
    public ImmutableHashSet<int> Hospitals { get; private init; } = [];

    /// <summary>Keys of departments, such as <c>H3-ICU</c>.</summary>
    public ImmutableHashSet<string> Departments { get; private init; } = [];

    /// <summary>Returns the scope of claims. What is no number of a hospital counts for nothing.</summary>
    public static Scope Of(IEnumerable<string> hospitals, IEnumerable<string> departments)
    {
        var numbers = ImmutableHashSet.CreateBuilder<int>();
        foreach (var hospital in hospitals)
        {
            if (hospital == All) return Everything;
            if (int.TryParse(hospital, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) numbers.Add(number);
        }

        return new Scope { Hospitals = numbers.ToImmutable(), Departments = [.. departments] };
    }

    /// <summary>Whether a department is in it.</summary>
    public bool Has(DepartmentUnit unit) => Has(unit.HospitalId, unit.Key);

    /// <summary>Whether a place is in it, as far as its hospital and department are known.</summary>
    public bool Has(int? hospitalId, string? departmentKey) =>
        IsEverything
        || (hospitalId is { } hospital && Hospitals.Contains(hospital))
        || (departmentKey is not null && Departments.Contains(departmentKey));
}
