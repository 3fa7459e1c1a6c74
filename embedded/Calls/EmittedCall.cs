using System.Reflection;

namespace Orleans.Embedded.Calls;

/// <summary>What a reference needs of an emitted call type.</summary>
internal sealed record EmittedCall(ConstructorInfo Constructor, FieldInfo[] Arguments, MethodInfo Send);
