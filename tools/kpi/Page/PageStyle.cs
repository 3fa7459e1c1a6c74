using System.Reflection;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>The style sheet, which the program carries.</summary>
internal static class PageStyle
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("page.css")
            ?? throw new InvalidOperationException("The program was built without its style sheet.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
