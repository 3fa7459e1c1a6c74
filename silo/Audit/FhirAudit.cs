using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PatientFlow.Silo.Audit;

/// <summary>
/// Records as FHIR R4 AuditEvents in the form of IHE's Basic Audit Log Patterns 1.1 (a RESTful read, of a patient where
/// there is one).
/// </summary>
internal static class FhirAudit
{
    private const string Patients = "/patients/";
    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";

    /// <summary>Returns the AuditEvent of a record.</summary>
    public static JsonObject Of(AuditLine line)
    {
        var record = line.Record;
        var isRead = record.Method is "GET" or "HEAD";
        var audit = new JsonObject
        {
            ["resourceType"] = "AuditEvent",
            ["id"] = line.Hash,
            ["type"] = Coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest"),
            ["subtype"] = new JsonArray(Coding("http://hl7.org/fhir/restful-interaction", isRead ? "read" : "operation")),
            ["action"] = isRead ? "R" : "E",
            ["recorded"] = line.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["outcome"] = record.Status < 400 ? "0" : record.Status < 500 ? "4" : "8",
            ["outcomeDesc"] = record.Status.ToString(CultureInfo.InvariantCulture),
            ["agent"] = new JsonArray(Client(record), Server(), User(record)),
            ["source"] = new JsonObject { ["observer"] = new JsonObject { ["display"] = "PatientFlow" } },
        };
        if (record.Why is { } why)
            audit["purposeOfEvent"] = new JsonArray(new JsonObject
            {
                ["coding"] = new JsonArray(Coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "BTG")), ["text"] = why,
            });
        if (Entity(record.Path) is { } entity) audit["entity"] = new JsonArray(entity);
        return audit;
    }

    private static JsonObject Client(AuditRecord record) => new()
    {
        ["type"] = Concept(Dicom, "110153"), // Source role.
        ["who"] = new JsonObject { ["display"] = record.Client ?? "unknown" },
        ["requestor"] = false,
        ["network"] = new JsonObject { ["address"] = record.Address, ["type"] = "2" }, // An IP address.
    };

    private static JsonObject Server() => new()
    {
        ["type"] = Concept(Dicom, "110152"), // Destination role.
        ["who"] = new JsonObject { ["display"] = "PatientFlow" },
        ["requestor"] = false,
    };

    private static JsonObject User(AuditRecord record) => new()
    {
        ["type"] = Concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP"),
        ["who"] = new JsonObject { ["identifier"] = new JsonObject { ["value"] = record.Who ?? "anonymous" } },
        ["requestor"] = true,
    };

    private static JsonObject? Entity(string path)
    {
        if (path.Contains('?', StringComparison.Ordinal))
            return new JsonObject
            {
                ["type"] = Coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "2"), // System object.
                ["role"] = Coding("http://terminology.hl7.org/CodeSystem/object-role", "24"), // Query.
                ["query"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(path)),
            };
        var at = path.IndexOf(Patients, StringComparison.Ordinal);
        if (at < 0)
            return new JsonObject { ["what"] = new JsonObject { ["display"] = path } };
        var id = path[(at + Patients.Length)..].Split('/')[0];
        return new JsonObject
        {
            ["what"] = new JsonObject { ["identifier"] = new JsonObject { ["value"] = Uri.UnescapeDataString(id) }, ["type"] = "Patient" },
            ["type"] = Coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "1"), // Person.
            ["role"] = Coding("http://terminology.hl7.org/CodeSystem/object-role", "1"), // Patient.
        };
    }

    private static JsonObject Concept(string system, string code) => new() { ["coding"] = new JsonArray(Coding(system, code)) };

    private static JsonObject Coding(string system, string code) => new() { ["system"] = system, ["code"] = code };
}
