namespace Orleans.Streams.Core;

/// <summary>A grain that is told of its subscriptions instead of asking for them in OnActivateAsync.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>Attaches an observer: handleFactory.Create&lt;T&gt;().ResumeAsync(observer, token).</summary>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}
