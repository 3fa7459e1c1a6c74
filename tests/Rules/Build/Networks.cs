using System.Text;
using PatientFlow.Network;

namespace PatientFlow.Tests.Build;

/// <summary>Networks that the tests run on.</summary>
internal static class Networks
{
    public static readonly NetworkMap Seed = new(NetworkDefinition.Seed());

    public static NetworkDefinition Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return NetworkDefinition.Read(stream, "network.json");
    }

    /// <summary>Two wards in two hospitals of different time zones.</summary>
    public static NetworkMap Small { get; } = new(Read(
        """
        {
          "name": "Two towns",
          "departments": [
            { "name": "Ward A", "code": "A", "spellings": ["ward a"] },
            { "name": "Ward B", "code": "B2" }
          ],
          "hospitals": [
            { "id": 12, "name": "North", "timeZone": "America/Chicago", "beds": { "A": 2, "B2": 1 } },
            { "id": 40, "name": "South", "timeZone": "Asia/Kolkata", "beds": { "A": 3 } }
          ]
        }
        """));
}
