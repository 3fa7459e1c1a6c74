using System.Text;
using PatientFlow.Network;

namespace PatientFlow.Tests.Simulator;

/// <summary>Networks of other shapes than the seed's.</summary>
internal static class Networks
{
    /// <summary>Two small hospitals that share one kind of ward; the first alone has an emergency department.</summary>
    public const string TwoHospitalsJson =
        """
        {
          "name": "Two", "departments": [
            { "name": "Emergency", "code": "ED", "averageStayHours": 5 },
            { "name": "Médecine", "code": "MED", "averageStayHours": 50, "spellings": ["Medicine"],
              "diagnoses": ["J18-Pneumonia"] } ],
          "hospitals": [
            { "id": 12, "name": "North", "beds": { "ED": 6, "MED": 12 } },
            { "id": 40, "name": "South", "beds": { "MED": 5 } } ]
        }
        """;

    public static NetworkDefinition TwoHospitals() => Read(TwoHospitalsJson);

    /// <summary>One bed in all: whoever comes second has to wait.</summary>
    public static NetworkDefinition OneBed() => Read(
        """
        { "name": "One", "departments": [{ "name": "Ward", "code": "W", "averageStayHours": 10 }],
          "hospitals": [{ "id": 1, "name": "Only", "beds": { "W": 1 } }] }
        """);

    /// <summary>Many hospitals, 99 and 999 among the ids or near them, with three wards each.</summary>
    public static NetworkDefinition Many(int hospitals)
    {
        var beds = """{ "ER": 8, "MICU": 6, "GEN": 20 }""";
        var list = Enumerable.Range(1, hospitals)
            .Select(n => $$"""{ "id": {{n}}, "name": "N{{n}}", "beds": {{beds}} }""");
        return Read(
            $$"""
            { "name": "Many", "departments": [
                { "name": "Emergency Room", "code": "ER", "averageStayHours": 4, "spellings": ["E.R."] },
                { "name": "Medical ICU", "code": "MICU", "averageStayHours": 60, "spellings": ["MedICU"] },
                { "name": "General", "code": "GEN", "averageStayHours": 70, "spellings": ["Gen"] } ],
              "hospitals": [{{string.Join(",", list)}}] }
            """);
    }

    private static NetworkDefinition Read(string json) =>
        NetworkDefinition.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "a test");
}
