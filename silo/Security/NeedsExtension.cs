namespace PatientFlow.Silo.Security;

/// <summary>Says at its mapping what an endpoint needs.</summary>
internal static class NeedsExtension
{
    /// <summary>Only callers with a permission may call.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(e => e.Metadata.Add(new Needs(permission)));
        return endpoint;
    }
}
