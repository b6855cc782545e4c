namespace AttentionLens.Engine;

/// <summary>A method that has answered already, so that its answer is tested without being computed again.</summary>
internal sealed class AnsweredMethod(AttributionDescriptor descriptor, AttributionResult answer) : AttributionMethod
{
    public override AttributionDescriptor Descriptor => descriptor;

    public override ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(answer);
}
