namespace Orleans.Embedded.Persistence;

/// <summary>State that is read before its grain activates.</summary>
internal interface ISetupState
{
    Task ReadAtSetupAsync(CancellationToken cancellationToken);
}
