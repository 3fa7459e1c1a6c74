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

    /// <summary>Every caller who says who they are may call, whatever they may do else.</summary>
    public static TBuilder ForAnyCaller<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(e => e.Metadata.Add(new Needs(null)));
        return endpoint;
    }
}
