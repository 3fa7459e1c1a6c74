namespace Orleans.Runtime;

/// <summary>Anything that can be called by reference: a grain, or a reference to one.</summary>
public interface IAddressable;
