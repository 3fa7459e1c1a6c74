using Azure.Core.Pipeline;

namespace PatientFlow.Lake.Stores;

/// <summary>Adds nothing: the signature is in the query.</summary>
internal sealed class AnonymousPolicy : HttpPipelineSynchronousPolicy;
