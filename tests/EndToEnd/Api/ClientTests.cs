using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace PatientFlow.Tests.Api;

/// <summary>A client that NSwag makes from the checked-in description compiles, and can ask the silo.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task A_generated_client_sends_an_event_and_reads_what_came_of_it()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var assembly = Compile(await GenerateAsync());
        var client = Activator.CreateInstance(Type(assembly, "FlowClient"), silo.Api)!;

        dynamic sent = Activator.CreateInstance(Type(assembly, "SentEventView"))!;
        (sent.Event_type, sent.Event_id, sent.Patient_id) = ("ADMISSION", "e-1", "p-1");
        (sent.Hospital_id, sent.Department, sent.Bed_id) = (3, "ICU", "H3-ICU-7");
        sent.Event_timestamp = new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);
        var events = Array.CreateInstance(sent.GetType(), 1);
        events.SetValue(sent, 0);
        dynamic posted = await CallAsync(client, "Post_eventsAsync", (object)events);
        Assert.Equal(1, (int)posted.Accepted);
        await silo.AppliedAsync();

        dynamic patient = await CallAsync(client, "Get_patientAsync", "p-1");
        Assert.Equal(("admitted", "H3-ICU-7"), ((string)patient.Status, (string)patient.Current_stay.Place.Bed_id));
        dynamic beds = await CallAsync(client, "List_bedsAsync", 3, "ICU", "occupied", null, 10, null, null);
        Assert.Equal("H3-ICU-7", (string)Enumerable.Single(beds).Bed_id);
        dynamic bed = await CallAsync(client, "Get_bedAsync", "H3-ICU-8");
        Assert.Null((object?)bed.Occupant);
        dynamic status = await CallAsync(client, "Get_statusAsync", [null]);
        Assert.Null((object?)status.Rebuild);
        var unknown = await Assert.ThrowsAnyAsync<Exception>(() => CallAsync(client, "Get_patientAsync", "nobody"));
        Assert.Equal(404, (int)((dynamic)unknown).StatusCode);
    }

    private static async Task<string> GenerateAsync()
    {
        var document = await OpenApiDocument.FromFileAsync(Path.Combine(Programs.Root, "docs", "openapi-v1.json"));
        return new CSharpClientGenerator(document, new CSharpClientGeneratorSettings
        {
            ClassName = "FlowClient",
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
            UseBaseUrl = false,
            CSharpGeneratorSettings = { Namespace = "Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson, GenerateNullableReferenceTypes = true },
        }).GenerateFile();
    }

    private static Assembly Compile(string source)
    {
        var references = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator)
            .Where(f => Path.GetFileName(f).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(f) is "netstandard.dll" or "mscorlib.dll")
            .Select(f => MetadataReference.CreateFromFile(f));
        var compilation = CSharpCompilation.Create(
            "Generated.Client", [CSharpSyntaxTree.ParseText(source)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var built = new MemoryStream();
        Assert.Empty(compilation.Emit(built).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        return Assembly.Load(built.ToArray());
    }

    private static Type Type(Assembly assembly, string name) => assembly.GetType($"Generated.{name}", throwOnError: true)!;

    // The overload without a token.
    private static async Task<object> CallAsync(object client, string name, params object?[] arguments)
    {
        var method = client.GetType().GetMethods().Single(m => m.Name == name && m.GetParameters().Length == arguments.Length
            && m.GetParameters().All(p => p.ParameterType != typeof(CancellationToken)));
        dynamic task = method.Invoke(client, arguments)!;
        return await task;
    }
}
