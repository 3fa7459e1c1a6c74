namespace PatientFlow.Tests.Build;

/// <summary>A value that a test cannot go on without.</summary>
internal static class Must
{
    public static T Have<T>(T? value)
        where T : class
    {
        Assert.NotNull(value);
        return value;
    }
}
