using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace PatientFlow.Network;

/// <summary>The network, indexed for look-ups. Immutable; shared by all rules and grains.</summary>
public sealed class NetworkMap
{
    private const int CodeLengthMax = 6;
    private const long CodeSpace = 2_565_726_409; // 37^6: every code of up to six letters and digits has its own number.

    private readonly FrozenDictionary<string, string> names;
    private readonly FrozenDictionary<int, string> hospitals;
    private readonly FrozenDictionary<(int Hospital, string Department), DepartmentUnit> unitsByName;
    private readonly FrozenDictionary<string, DepartmentUnit> unitsByKey;
    private readonly FrozenDictionary<long, DepartmentUnit> unitsBySk;
    private readonly FrozenDictionary<string, DepartmentUnit>.AlternateLookup<ReadOnlySpan<char>> unitsOfBeds;
    private readonly Dictionary<string, BedAddress> beds; // Many: freezing them would take longer than it saves.

    /// <summary>Indexes a validated network.</summary>
    public NetworkMap(NetworkDefinition network)
    {
        Name = network.Name;
        var codes = network.Departments.ToDictionary(d => d.Code, StringComparer.Ordinal);
        names = network.Departments
            .SelectMany(d => d.Spellings.Prepend(d.Name), (d, spelling) => (spelling, d.Name))
            .ToFrozenDictionary(p => p.spelling, p => p.Name, StringComparer.Ordinal);
        hospitals = network.Hospitals.ToFrozenDictionary(h => h.Id, h => h.Name);
        Units = [.. network.Hospitals.OrderBy(h => h.Id).SelectMany(h => network.Departments
            .Where(d => h.Beds.ContainsKey(d.Code))
            .Select(d => Unit(h, codes[d.Code])))];
        unitsByName = Units.ToFrozenDictionary(u => (u.HospitalId, u.Department));
        unitsByKey = Units.ToFrozenDictionary(u => u.Key, StringComparer.Ordinal);
        unitsOfBeds = Units.ToFrozenDictionary(u => u.Key, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        unitsBySk = Units.ToFrozenDictionary(u => u.DepartmentSk);
        beds = Units.SelectMany(u => Enumerable.Range(1, u.Capacity), (u, number) => Bed(u, $"{u.Key}-{number}"))
            .ToDictionary(b => b.BedId, StringComparer.Ordinal);
    }

    /// <summary>The network's name.</summary>
    public string Name { get; }

    /// <summary>Every department of every hospital, ordered by hospital, then as in the file.</summary>
    public ImmutableArray<DepartmentUnit> Units { get; }

    /// <summary>The hospitals, by id.</summary>
    public IEnumerable<(int Id, string Name)> Hospitals => hospitals.OrderBy(h => h.Key).Select(h => (h.Key, h.Value));

    /// <summary>
    /// Returns the network's name of a department from any of its spellings; null for an unknown one.
    /// </summary>
    public string? DepartmentName(string spelling) => names.GetValueOrDefault(spelling);

    /// <summary>Returns the name of a hospital; null for an unknown id.</summary>
    public string? HospitalName(int id) => hospitals.GetValueOrDefault(id);

    /// <summary>Returns a department of a hospital by name; null if the hospital has none of that name.</summary>
    public DepartmentUnit? Find(int hospitalId, string department) =>
        unitsByName.GetValueOrDefault((hospitalId, department));

    /// <summary>Returns a department by a key such as <c>H3-ICU</c>; null if there is none.</summary>
    public DepartmentUnit? Find(string key) => unitsByKey.GetValueOrDefault(key);

    /// <summary>Returns a department by its surrogate key; null if there is none.</summary>
    public DepartmentUnit? Find(long departmentSk) => unitsBySk.GetValueOrDefault(departmentSk);

    /// <summary>
    /// Returns the bed with an id, in any case and with blanks around it; null if the network has no such bed.
    /// </summary>
    public BedAddress? FindBed(string bedId) => beds.TryGetValue(bedId, out var bed) ? bed : FindMisspelled(bedId);

    /// <summary>Returns the beds of a department of this network, in the order of their numbers.</summary>
    public IEnumerable<BedAddress> BedsOf(DepartmentUnit unit) =>
        Enumerable.Range(1, unit.Capacity).Select(number => beds[$"{unit.Key}-{number}"]);

    private BedAddress? FindMisspelled(string bedId)
    {
        var id = bedId.AsSpan().Trim();
        var dash = id.LastIndexOf('-');
        if (dash < 1 || !unitsOfBeds.TryGetValue(id[..dash], out var unit)) return null;
        var digits = id[(dash + 1)..];
        if (digits.ContainsAnyExceptInRange('0', '9')
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1 || number > unit.Capacity) return null;
        return beds[$"{unit.Key}-{number}"];
    }

    /// <summary>
    /// Returns the hospital that a bed id starts with, in any case and with blanks around it, even if the network has no
    /// such bed; null for none.
    /// </summary>
    public int? HospitalOfBed(string bedId)
    {
        var id = bedId.AsSpan().Trim();
        var dash = id.IndexOf('-');
        return dash > 1 && id[0] is 'H' or 'h'
            && !id[1..dash].ContainsAnyExceptInRange('0', '9')
            && int.TryParse(id[1..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var hospital)
            && hospitals.ContainsKey(hospital) ? hospital : null;
    }

    private static BedAddress Bed(DepartmentUnit unit, string id) => new()
    {
        BedId = id,
        HospitalId = unit.HospitalId,
        Department = unit.Department,
        DepartmentKey = unit.Key,
    };

    private static DepartmentUnit Unit(HospitalDefinition hospital, DepartmentDefinition department) => new()
    {
        Key = $"H{hospital.Id}-{department.Code}",
        DepartmentSk = hospital.Id * CodeSpace + CodeNumber(department.Code),
        Department = department.Name,
        Code = department.Code,
        HospitalId = hospital.Id,
        HospitalName = hospital.Name,
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(hospital.TimeZone),
        Capacity = hospital.Beds[department.Code],
        BedsAreCleaned = department.BedsAreCleaned,
    };

    private static long CodeNumber(string code)
    {
        var number = 0L;
        for (var i = 0; i < CodeLengthMax; i++)
            number = number * 37 + (i >= code.Length ? 0 : char.IsAsciiDigit(code[i]) ? code[i] - '0' + 1 : code[i] - 'A' + 11);
        return number;
    }
}
