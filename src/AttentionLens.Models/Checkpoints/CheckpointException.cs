namespace AttentionLens.Models.Checkpoints;

/// <summary>A checkpoint file, or the set of tensors in it, cannot be used. The message names the file.</summary>
public sealed class CheckpointException : LensInputException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: what was found, where, what was expected, what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public CheckpointException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
